using BenchmarkDotNet.Running;
using Credits.Benchmarks;
using Credits.Benchmarks.Load;

return args switch
{
    ["load", .. string[] rest] => await LoadTool.RunAsync(rest, Console.Out, Console.Error),
    ["size", .. string[] rest] => await SizeTool.RunAsync(rest),
    _ => BenchmarkSwitcher.FromAssembly(typeof(SingleOperations).Assembly).Run(args).Any() ? 0 : 2,
};
