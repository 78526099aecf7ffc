using Credits;
using Microsoft.Extensions.DependencyInjection;
using OrderWithCredits;

// Orders and credits live in one file, so one transaction can hold both. Each run begins anew.
string file = Path.Combine(AppContext.BaseDirectory, "orders.db");
foreach (string part in new[] { file, $"{file}-wal", $"{file}-shm" })
{
    File.Delete(part);
}

string connectionString = $"Data Source={file}";
ServiceCollection services = new();
services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Shop>(provider, connectionString));
services.AddCredits(options => options.RunMaintenance = false)
    .AddFeature("report", f => f.DisplayName("Report").PerUnit(10))
    .UseSqlite(connectionString);

await using ServiceProvider provider = services.BuildServiceProvider();
Console.WriteLine($"Orders and credits are in {file}");
await ActivatorUtilities.CreateInstance<Story>(provider).TellAsync();
