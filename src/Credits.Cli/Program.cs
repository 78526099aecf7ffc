using Credits.Cli;
using Credits.Cli.Output;

return await CreditsTool.RunAsync(
    args,
    new Terminal(Console.OpenStandardInput(), StandardOutput.Open(), Console.Error, ShowsProgress: !Console.IsErrorRedirected)
    {
        ShowsTables = !Console.IsOutputRedirected,
        DefaultStore = Environment.GetEnvironmentVariable("CREDITS_STORE"),
    });
