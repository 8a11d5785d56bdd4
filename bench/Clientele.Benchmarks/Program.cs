using Clientele.Benchmarks;

if (args is ["world-truth", .. var rest])
    return await WorldTruth.RunAsync(rest);
if (args is ["exports", .. var cases])
    return await ExportRun.RunAsync(cases);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
