using System.Reflection;
using Credits.Pricing;
using Credits.Storage;
using Microsoft.Extensions.Logging;

namespace Credits.Tests.Conventions;

/// <summary>House rules that the compiler does not know.</summary>
public sealed class ConventionTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Library = typeof(ICredits).Assembly;

    /// <summary>Types that the compiler did not make up.</summary>
    private static IEnumerable<Type> OwnTypes => Library.GetTypes().Where(t => !t.Name.Contains('<') && t.Namespace?.StartsWith("Credits", StringComparison.Ordinal) == true);

    [Fact]
    public void Classes_are_sealed_abstract_or_static_unless_their_own_cases_inherit_them()
    {
        IEnumerable<string> open = OwnTypes
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !Array.Exists(Library.GetTypes(), d => d.BaseType == t))
            .Select(t => t.FullName!);
        open.Should().BeEmpty();
    }

    [Fact]
    public void Nobody_else_can_add_cases_to_the_closed_families()
    {
        typeof(Price).GetConstructors(Everything).Should().OnlyContain(c => !c.IsPublic && !c.IsFamilyOrAssembly, "a price that a journal could not write would be lost");
    }

    [Fact]
    public void Every_public_type_is_in_Credits_or_below()
    {
        // Extension methods of the service collection stand where callers look for them.
        IEnumerable<string?> strange = Library.GetExportedTypes()
            .Where(t => !(t is { IsAbstract: true, IsSealed: true } && t.Namespace == "Microsoft.Extensions.DependencyInjection"))
            .Select(t => t.Namespace)
            .Where(n => n != "Credits" && n?.StartsWith("Credits.", StringComparison.Ordinal) != true);
        strange.Should().BeEmpty();
    }

    [Fact]
    public void There_are_no_public_fields_that_can_change()
    {
        IEnumerable<string> mutable = Library.GetExportedTypes()
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(f => f is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
            .Select(f => $"{f.DeclaringType!.FullName}.{f.Name}");
        mutable.Should().BeEmpty();
    }

    [Fact]
    public void Values_are_immutable()
    {
        // Everything a caller hands in or gets back, but for options and builders, which exist to be set.
        IEnumerable<string> settable = Library.GetExportedTypes()
            .Where(t => t.Namespace is "Credits" or "Credits.Pricing" or "Credits.Notifications" or "Credits.Journal" or "Credits.Storage" && t != typeof(CreditsOptions))
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(p => p.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)))
            .Select(p => $"{p.DeclaringType!.FullName}.{p.Name}");
        settable.Should().BeEmpty();
    }

    [Fact]
    public void Domain_and_Pricing_know_no_clock_no_store_no_logger_no_container_and_no_task()
    {
        Type[] forbidden =
        [
            typeof(Task), typeof(ValueTask), typeof(ILogger), typeof(IServiceProvider), typeof(NodaTime.IClock), typeof(TimeProvider), typeof(IStore),
        ];
        List<string> found = [];
        foreach (Type type in OwnTypes.Where(t => t.Namespace is "Credits.Domain" or "Credits.Pricing"))
        {
            IEnumerable<Type> used = type.GetFields(Everything).Select(f => f.FieldType)
                .Concat(type.GetProperties(Everything).Select(p => p.PropertyType))
                .Concat(type.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)))
                .Concat(type.GetMethods(Everything).SelectMany(m => m.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []))
                .Concat(type.GetConstructors(Everything).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)))
                .Append(type.BaseType ?? typeof(object))
                .Concat(type.GetInterfaces())
                .SelectMany(Parts);
            found.AddRange(used.Distinct().Where(u => Array.Exists(forbidden, f => f.IsAssignableFrom(u))).Select(u => $"{type.FullName} knows {u.Name}"));
        }

        found.Should().BeEmpty();
    }

    [Fact]
    public void There_is_no_floating_point_anywhere()
    {
        // Durations and ratios of the engine aside: nothing that is credits, quantity or price.
        IEnumerable<string> floating = OwnTypes
            .Where(t => t.Namespace is "Credits" or "Credits.Domain" or "Credits.Pricing" or "Credits.Journal" or "Credits.Notifications")
            .SelectMany(t => t.GetFields(Everything).Select(f => (Type: f.FieldType, Member: $"{t.FullName}.{f.Name}"))
                .Concat(t.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Select(p => (Type: p, Member: $"{t.FullName}.{m.Name}")))))
            .Where(m => m.Type == typeof(double) || m.Type == typeof(float))
            .Select(m => m.Member);
        floating.Should().BeEmpty();
    }

    [Fact]
    public void Exceptions_are_said_in_whole_sentences_with_a_cause_or_a_field()
    {
        IEnumerable<Type> exceptions = Library.GetExportedTypes().Where(typeof(Exception).IsAssignableFrom);
        exceptions.Select(e => e.Name).Should().OnlyContain(n => n.EndsWith("Exception", StringComparison.Ordinal));
        exceptions.Should().OnlyContain(e => e.GetConstructor(Type.EmptyTypes) == null, "an exception that says nothing helps nobody");
    }

    [Fact]
    public void Asynchronous_methods_say_so_and_can_be_given_up()
    {
        IEnumerable<MethodInfo> asynchronous = Library.GetExportedTypes()
            .Where(t => t.IsInterface)
            .SelectMany(t => t.GetMethods())
            .Where(m => m.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal) || m.ReturnType.Name.StartsWith("Task", StringComparison.Ordinal)
                || m.ReturnType.Name.StartsWith("IAsyncEnumerable", StringComparison.Ordinal));
        asynchronous.Should().NotBeEmpty();
        asynchronous.Where(m => !m.Name.EndsWith("Async", StringComparison.Ordinal)).Should().BeEmpty();
        asynchronous.Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(m => m.Name).Should().BeEmpty();
    }

    [Fact]
    public void The_library_depends_on_NodaTime_and_abstractions_alone()
    {
        IEnumerable<string> others = Library.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(n => !n.StartsWith("System", StringComparison.Ordinal) && n is not ("NodaTime" or "netstandard")
                && !(n.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) && (n.EndsWith(".Abstractions", StringComparison.Ordinal) || n.EndsWith(".Options", StringComparison.Ordinal))));
        others.Should().BeEmpty();
    }

    /// <summary>A type with what it is made of: elements, arguments.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()).Append(type) : [type];
    }
}
