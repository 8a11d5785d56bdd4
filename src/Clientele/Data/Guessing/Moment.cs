namespace Clientele.Data.Guessing;

/// <summary>A time as it is written.</summary>
/// <param name="Written">Date and time as written.</param>
/// <param name="Offset">Offset from UTC where one is written.</param>
internal readonly record struct Moment(DateTime Written, TimeSpan? Offset);
