using Clientele.Stub;

return await StubCommand.Create().Parse(args).InvokeAsync();
