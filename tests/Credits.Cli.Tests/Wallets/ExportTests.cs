using System.Text;

namespace Credits.Cli.Tests.Wallets;

public sealed class ExportTests
{
    [Fact]
    public async Task It_writes_CSV_to_standard_output()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);

        Tool run = await Tool.RunAsync("export", "acme", "--store", file.Store, "--oldest-first", "--kind", "consumed");

        string[] lines = run.Done().Output.Split("\r\n");
        lines.Should().HaveCount(5).And.HaveElementAt(4, "");
        lines[0].Should().StartWith("sequence,at,type,kind,amount");
        lines[1].Should().StartWith("2,2026-01-05T10:00:00Z,debit,consumed,10,999990,u1,Ada,test-cases,1,");
        run.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_holds_the_same_and_its_rows_are_counted()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1_500);
        string csv = file.InDirectory("acme.csv");
        await File.WriteAllTextAsync(csv, "what was there before");

        Tool run = await Tool.RunAsync("export", "acme", "--store", file.Store, "--output", csv);

        run.Done().Error.Should().Be($"1,501 rows were written to '{csv}'.{Environment.NewLine}");
        byte[] written = await File.ReadAllBytesAsync(csv);
        Encoding.UTF8.GetString(written).Should().Be((await Tool.RunAsync("export", "acme", "--store", file.Store)).Output);
        Directory.GetFiles(file.Directory, ".*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_stays_as_it_was_where_the_export_fails()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(600);
        string csv = file.InDirectory("acme.csv");
        await File.WriteAllTextAsync(csv, "before");
        file.Execute("UPDATE credits_journal SET entry = 'damaged' WHERE version = 20");

        Tool run = await Tool.RunAsync("export", "acme", "--store", file.Store, "--output", csv);

        run.ExitCode.Should().NotBe(0);
        run.Error.Should().NotBeEmpty().And.NotContain("   at ");
        (await File.ReadAllTextAsync(csv)).Should().Be("before");
        Directory.GetFiles(file.Directory, ".*").Should().BeEmpty();
    }

    [Fact]
    public async Task A_directory_that_is_not_there_and_a_directory_itself_are_named()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(1);

        Tool missing = await Tool.RunAsync("export", "acme", "--store", file.Store, "-o", file.InDirectory("none/acme.csv"));
        Tool directory = await Tool.RunAsync("export", "acme", "--store", file.Store, "-o", file.Directory);

        missing.ExitCode.Should().Be(1);
        missing.Error.Should().Contain($"There is no directory '{file.InDirectory("none")}'");
        directory.ExitCode.Should().Be(1);
        directory.Error.Should().Contain("is a directory");
    }

    [Fact]
    public async Task Who_watches_is_told_how_far_it_has_come()
    {
        using StoreFile file = await StoreFile.WithConsumesAsync(3);

        Tool run = await Tool.RunAsync(["export", "acme", "--store", file.Store, "-o", file.InDirectory("a.csv")], t => t with { ShowsProgress = true });

        run.Done().Error.Should().Contain("4 rows, ");
    }
}
