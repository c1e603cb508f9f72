namespace Tidemark.Learning.Kernels.Recurrent;

/// <summary>
/// One product of a step: some gates from some rows of the step's input column, which holds the input, a one (so that biases are weights) and
/// the hidden state. An LSTM has one part; a GRU has two, for the candidate takes input and hidden state apart.
/// </summary>
/// <param name="FirstGate">The first of the four gate matrices.</param>
/// <param name="Gates">How many.</param>
/// <param name="FirstRow">The first row of the column.</param>
/// <param name="Rows">How many.</param>
internal readonly record struct GatePart(int FirstGate, int Gates, int FirstRow, int Rows);
