using Clientele.Benchmarks;

if (args is ["world-truth", .. var rest])
    return await WorldTruth.RunAsync(rest);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
