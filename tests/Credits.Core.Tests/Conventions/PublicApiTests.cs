using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Credits.Tests.Conventions;

/// <summary>The public API is what PublicApi.txt says; a change of it is a decision, made by accepting a new text.</summary>
public sealed class PublicApiTests
{
    /// <summary>Set to 1, the test writes the file instead of comparing with it.</summary>
    private const string AcceptVariable = "ACCEPT_PUBLIC_API";

    [Fact]
    public void The_public_API_is_the_accepted_one()
    {
        string[] actual = [.. Describe(typeof(ICredits).Assembly)];
        string path = Path.Combine(Sources.TestProject, "Conventions", "PublicApi.txt");
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(path, string.Join('\n', actual) + "\n");
            return;
        }

        string[] accepted = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] added = [.. actual.Except(accepted, StringComparer.Ordinal).Select(l => $"  + {l}")];
        string[] removed = [.. accepted.Except(actual, StringComparer.Ordinal).Select(l => $"  - {l}")];
        if (added.Length + removed.Length > 0)
        {
            Assert.Fail($"""
                The public API is not the one in tests/Credits.Core.Tests/Conventions/PublicApi.txt:

                {string.Join('\n', removed.Concat(added))}

                What is removed or changed breaks callers. Where the change is meant, accept it and commit the file:

                    {AcceptVariable}=1 dotnet test tests/Credits.Core.Tests --filter FullyQualifiedName~{nameof(PublicApiTests)}
                """);
        }
    }

    [Fact]
    public void The_accepted_API_has_no_line_twice()
    {
        string path = Path.Combine(Sources.TestProject, "Conventions", "PublicApi.txt");
        string[] accepted = File.ReadAllLines(path);
        accepted.Should().OnlyHaveUniqueItems().And.NotBeEmpty();
    }

    private static IEnumerable<string> Describe(Assembly assembly)
    {
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => Name(t), StringComparer.Ordinal))
        {
            yield return Declaration(type);
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                yield return $"{Name(type)}: {member}";
            }
        }
    }

    private static string Declaration(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> bases = type.IsEnum || type.IsInterface ? [] : new[] { type.BaseType }.OfType<Type>().Where(b => b != typeof(object) && b != typeof(ValueType));
        IEnumerable<string> all = bases.Select(Name).Concat(type.GetInterfaces().Where(i => i.IsPublic && !type.IsEnum).Select(Name).Order(StringComparer.Ordinal));
        string list = string.Join(", ", all);
        return $"{kind} {Name(type)}{(list.Length == 0 ? "" : $" : {list}")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture)}");
        }

        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        List<string> members = [];
        members.AddRange(type.GetConstructors(Declared).Where(c => IsSeen(c) && !IsMadeUp(c)).Select(c => $"{Access(c)}new({Parameters(c)})"));
        members.AddRange(type.GetFields(Declared).Where(f => f.IsPublic).Select(f => $"{(f.IsStatic ? "static " : "")}{(f.IsLiteral ? "const " : f.IsInitOnly ? "readonly " : "")}{Name(f.FieldType)} {f.Name}"));
        members.AddRange(type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsSeen(add)).Select(e => $"event {Name(e.EventHandlerType!)} {e.Name}"));
        members.AddRange(type.GetProperties(Declared).Where(p => p.Name != "EqualityContract" && p.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property));
        members.AddRange(type.GetMethods(Declared)
            .Where(m => IsSeen(m) && !IsMadeUp(m) && (!m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal)) && !m.Name.Contains('<'))
            .Select(Method));
        return members;
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo any = property.GetAccessors(nonPublic: true).First(IsSeen);
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        string get = property.GetMethod is { } getter && IsSeen(getter) ? " get;" : "";
        string set = property.SetMethod is { } setter && IsSeen(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;" : " set;"
            : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(any)}{(any.IsStatic ? "static " : "")}{Modifier(any)}{required}{Annotated(property.PropertyType, new NullabilityInfoContext().Create(property))} {property.Name}{index} {{{get}{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string returns = Annotated(method.ReturnType, new NullabilityInfoContext().Create(method.ReturnParameter));
        return $"{Access(method)}{(method.IsStatic ? "static " : "")}{Modifier(method)}{returns} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamCollectionAttribute)) || parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = !parameter.HasDefaultValue ? "" : $" = {Value(parameter)}";
        return $"{way}{Annotated(parameter.ParameterType, new NullabilityInfoContext().Create(parameter))} {parameter.Name}{value}";
    }

    private static string Value(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        object other => other.ToString()!,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Records say that they are records by being comparable; what the compiler writes for them is left out.</summary>
    private static bool IsMadeUp(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifier(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => "",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() != method => method.DeclaringType!.IsSealed || !method.IsFinal ? "override " : "sealed override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Annotated(Type type, NullabilityInfo nullability) =>
        !type.IsValueType && !type.IsByRef && nullability.ReadState == NullabilityState.Nullable ? $"{Name(type)}?" : Name(type);

    private static string Name(Type type)
    {
        if (type.IsByRef || type.IsPointer)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value)}?";
        }

        StringBuilder name = new(type.IsNested ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Namespace?.StartsWith("Credits", StringComparison.Ordinal) == true ? $"{type.Namespace}.{type.Name}" : type.Name);
        if (!type.IsGenericType)
        {
            return name.ToString();
        }

        string plain = name.ToString();
        int tick = plain.LastIndexOf('`');
        return $"{(tick < 0 ? plain : plain[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
