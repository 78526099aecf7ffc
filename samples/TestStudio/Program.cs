using TestStudio;

await using WebApplication application = Studio.Build(args);
await Studio.OpenWalletsAsync(application.Services);
await application.RunAsync();
