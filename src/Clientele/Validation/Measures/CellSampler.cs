namespace Clientele.Validation.Measures;

/// <summary>Draws one cell of a pair table for every order.</summary>
internal delegate int[] CellSampler(SeededRandom random);
