using System.Text.RegularExpressions;
using Credits.Pricing;
using Credits.Tests.DependencyInjection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Credits.Tests.Snippets;

public sealed partial class ReadmeTests
{
    [Fact]
    public void Every_piece_of_code_in_the_readme_is_compiled_here()
    {
        List<string> compiled = [.. Directory.GetFiles(Path.Combine(Sources.TestProject, "Snippets"), "*Snippets.cs").SelectMany(f => Snippet().Matches(File.ReadAllText(f))).Select(m => Unindent(m.Groups[1].Value))];

        List<string> shown = [.. Blocks("csharp")];

        shown.Should().BeEquivalentTo(compiled);
    }

    [Fact]
    public void The_readmes_configuration_gives_the_readmes_catalogue()
    {
        CreditCatalog configured = Compositions.Catalog(b => b.FromConfiguration(Compositions.Json(Blocks("json").Single()).GetSection("Credits")));
        HostApplicationBuilder builder = HostSnippets.Register([]);
        builder.Services.AddSingleton<IMailer, NoMailer>();
        using IHost host = builder.Build();

        CreditCatalog coded = host.Services.GetRequiredService<CreditCatalog>();

        configured.Plans.Should().BeEquivalentTo(coded.Plans);
        configured.Features.Should().BeEquivalentTo(coded.Features);
    }

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(File.ReadAllText(Path.Combine(Sources.Repository, "README.md"))).Where(m => m.Groups[1].Value == language).Select(m => m.Groups[2].Value);

    private static string Unindent(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > indent ? l[indent..] : ""));
    }

    [GeneratedRegex(@"// begin: \S+\n(.*?)\n *// end", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```(\w+)\n(.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    private sealed class NoMailer : IMailer
    {
        public Task SendAsync(string text, string key, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
