namespace Tidemark.Indicators.Features;

/// <summary>A part of the formula of a feature.</summary>
internal abstract record FormulaNode;

/// <summary>A constant.</summary>
internal sealed record NumberNode(double Value) : FormulaNode;

/// <summary>What the market, the calendar or an observation says: a place in the table of slots.</summary>
internal sealed record SlotNode(int Slot) : FormulaNode;

/// <summary>A function of one number.</summary>
internal sealed record UnaryNode(Func<double, double> Function, FormulaNode Inner) : FormulaNode;

/// <summary>A function of two numbers.</summary>
internal sealed record BinaryNode(Func<double, double, double> Function, FormulaNode Left, FormulaNode Right) : FormulaNode;

/// <summary>The value of some rows before.</summary>
internal sealed record DelayNode(FormulaNode Inner, int Rows) : FormulaNode;

/// <summary>What cannot be known yet: it exists to be found.</summary>
internal sealed record AheadNode(AheadKind Kind, FormulaNode Inner, int Rows) : FormulaNode;
