using Clientele.Cli;

return await Application.RunAsync(args);
