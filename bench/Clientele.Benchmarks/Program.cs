using Clientele.Benchmarks;

if (args is ["world-truth", .. var rest])
    return await WorldTruth.RunAsync(rest);
if (args is ["exports", .. var cases])
    return await ExportRun.RunAsync(cases);
if (args is ["statistics", .. var statistics])
    return await StatisticsRun.RunAsync(statistics);
if (args is ["null", .. var drawn])
    return await NullRun.RunAsync(drawn);
if (args is ["stability", .. var stability])
    return await StabilityRun.RunAsync(stability);
BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
