namespace Tidemark.Indicators.Features;

/// <summary>
/// Reads the formula of a feature: numbers, <c>+ - * /</c>, parentheses, functions of formulas, and whatever <see cref="FormulaAtoms"/> knows.
/// <c>formula := term { (+|-) term }; term := factor { (*|/) factor }; factor := [-] ( number | function | atom | ( formula ) ) { [rows] }</c>.
/// </summary>
internal sealed class FormulaParser(string text, FormulaAtoms atoms)
{
    private const int DeepestNesting = 60;
    private const int LongestDelay = 100_000;

    private static readonly Dictionary<string, Func<double, double>> Unary = new(StringComparer.Ordinal)
    {
        ["log"] = Math.Log,
        ["abs"] = Math.Abs,
        ["sqrt"] = Math.Sqrt,
        ["exp"] = Math.Exp,
        ["tanh"] = Math.Tanh,
        ["sign"] = value => double.IsNaN(value) ? double.NaN : Math.Sign(value),
    };

    private static readonly Dictionary<string, Func<double, double, double>> Binary = new(StringComparer.Ordinal)
    {
        ["least"] = Math.Min,
        ["greatest"] = Math.Max,
    };

    private static readonly Dictionary<string, (AheadKind Kind, bool HasRows)> Ahead = new(StringComparer.Ordinal)
    {
        ["lead"] = (AheadKind.Lead, true),
        ["centered"] = (AheadKind.Centered, true),
        ["standardized"] = (AheadKind.Standardized, false),
        ["minmaxed"] = (AheadKind.MinMaxed, false),
        ["ranked"] = (AheadKind.Ranked, false),
        ["backfilled"] = (AheadKind.BackFilled, false),
    };

    private readonly FormulaCursor cursor = new(text);
    private int depth;

    /// <summary>Names of functions, for hints.</summary>
    public static IEnumerable<string> Functions => [.. Unary.Keys, .. Binary.Keys, .. Ahead.Keys, "lag", "change", "clip"];

    /// <exception cref="BadInputException">The text is not a formula; the message names the column.</exception>
    public FormulaNode Parse()
    {
        var node = Sum();
        return cursor.IsAtEnd ? node : throw cursor.Wrong(cursor.Position, $"the formula ends before '{cursor.Peek}'");
    }

    private FormulaNode Sum()
    {
        if (++depth > DeepestNesting) throw cursor.Wrong(cursor.Position, $"more than {DeepestNesting} parts inside one another");
        var node = Product();
        while (true)
        {
            if (cursor.TryTake('+')) node = new BinaryNode((left, right) => left + right, node, Product());
            else if (cursor.TryTake('-')) node = new BinaryNode((left, right) => left - right, node, Product());
            else break;
        }
        depth--;
        return node;
    }

    private FormulaNode Product()
    {
        var node = Factor();
        while (true)
        {
            if (cursor.TryTake('*')) node = new BinaryNode((left, right) => left * right, node, Factor());
            else if (cursor.TryTake('/')) node = new BinaryNode((left, right) => left / right, node, Factor());
            else return node;
        }
    }

    private FormulaNode Factor()
    {
        if (++depth > DeepestNesting) throw cursor.Wrong(cursor.Position, $"more than {DeepestNesting} parts inside one another");
        var node = cursor.TryTake('-') ? new UnaryNode(value => -value, Factor()) : Shifted(Part());
        depth--;
        return node;
    }

    private FormulaNode Part()
    {
        if (cursor.TryTake('('))
        {
            var inner = Sum();
            cursor.Take(')', "after the formula in parentheses");
            return inner;
        }
        if (cursor.IsAtNumber) return new NumberNode(cursor.TakeNumber());
        var name = cursor.PeekName();
        if (name.Length == 0) throw cursor.Wrong(cursor.Position, cursor.IsAtEnd ? "a value is missing at the end" : $"a value is expected; there is '{cursor.Peek}'");
        return cursor.IsAtCall(name) && Function(name) is { } function ? function : atoms.Read(cursor);
    }

    /// <summary>A function of formulas; null where the name is none.</summary>
    private FormulaNode? Function(string name)
    {
        if (Unary.TryGetValue(name, out var unary))
        {
            Open(name);
            return Closed(name, new UnaryNode(unary, Sum()));
        }
        if (Binary.TryGetValue(name, out var binary))
        {
            Open(name);
            var left = Sum();
            return Closed(name, new BinaryNode(binary, left, Next(name)));
        }
        if (Ahead.TryGetValue(name, out var ahead))
        {
            Open(name);
            var inner = Sum();
            var rows = ahead.HasRows ? Rows(name) : 0;
            return Closed(name, ahead.Kind == AheadKind.Lead ? Delayed(inner, -rows) : new AheadNode(ahead.Kind, inner, rows));
        }
        if (name is "lag" or "change")
        {
            Open(name);
            var inner = Sum();
            var before = Delayed(inner, Rows(name));
            return Closed(name, name == "lag" ? before : new BinaryNode((left, right) => left - right, inner, before));
        }
        if (name != "clip") return null;
        Open(name);
        var (clipped, low, high) = (Sum(), Next(name), Next(name));
        return Closed(name, new BinaryNode(Math.Min, new BinaryNode(Math.Max, clipped, low), high));
    }

    private void Open(string name)
    {
        cursor.TakeName();
        cursor.Take('(', $"after {name}");
    }

    private FormulaNode Next(string name)
    {
        cursor.Take(',', $"before the next value of {name}");
        return Sum();
    }

    private int Rows(string name)
    {
        cursor.Take(',', $"before the number of rows of {name}");
        return cursor.TakeWhole(LongestDelay);
    }

    private FormulaNode Closed(string name, FormulaNode node)
    {
        cursor.Take(')', $"after the values of {name}");
        return node;
    }

    private FormulaNode Shifted(FormulaNode node)
    {
        while (cursor.TryTake('['))
        {
            node = Delayed(node, cursor.TakeWhole(LongestDelay));
            cursor.Take(']', "after the number of rows");
        }
        return node;
    }

    private static FormulaNode Delayed(FormulaNode node, int rows) => rows switch
    {
        > 0 => new DelayNode(node, rows),
        0 => node,
        _ => new AheadNode(AheadKind.Lead, node, -rows),
    };
}
