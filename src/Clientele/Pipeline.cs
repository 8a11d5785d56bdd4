namespace Clientele;

/// <summary>The line itself.</summary>
public static class Pipeline
{
}
