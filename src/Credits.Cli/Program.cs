using Credits.Cli;

return await CreditsTool.RunAsync(
    args,
    new Terminal(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error, ShowsProgress: !Console.IsErrorRedirected));
