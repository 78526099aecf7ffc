namespace Credits.PostgreSql.Tests;

/// <summary>Runs the tests, or is a process that they start.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        [Writers.WriterProcess.Command, .. string[] rest] => await Writers.WriterProcess.RunAsync(rest),
        [Deliverers.DelivererProcess.Command, .. string[] rest] => await Deliverers.DelivererProcess.RunAsync(rest),
        _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
