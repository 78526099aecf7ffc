using Credits;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using QuickStart;

// A file of its own for each run, so that the story begins at its beginning even where two are told at once. Afterwards it is there to look at.
string file = Path.Combine(Directory.CreateTempSubdirectory("credits-quickstart-").FullName, "quickstart.db");

ManualClock clock = new(Instant.FromUtc(2026, 1, 5, 9, 0));

ServiceCollection services = new();
services.AddSingleton<Screen>();
services.AddCredits(options => options.RunMaintenance = false) // The story delivers notices itself, step by step.
    .AddPlan("free", p => p.Welcome(1_000))
    .AddPlan("pro", p => p.Allowance(5_000).EveryCalendarMonth())
    .AddFeature("test-cases", f => f.DisplayName("Test cases").PerUnit(10).DefaultQuantity(5))
    .AddFeature("visual-comparison", f => f.DisplayName("Visual comparison").PricedBy(ComparisonPrice.Version, ComparisonPrice.Of))
    .AddNotifier<NoticePrinter>()
    .UseClock(clock)
    .UseSqlite($"Data Source={file}");

await using ServiceProvider provider = services.BuildServiceProvider();
await ActivatorUtilities.CreateInstance<Story>(provider, clock).TellAsync();
Console.WriteLine($"\nThe wallet is in {file}");
