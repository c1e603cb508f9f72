using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Settings that several classics share.</summary>
internal static class ClassicParameters
{
    public static readonly HyperParameter FitIntercept = new("fitIntercept", HyperParameterKind.Switch, "true", "whether there is a free constant") { Aliases = ["intercept"] };

    public static readonly HyperParameter MaxIterations = new("maxIterations", HyperParameterKind.Integer, "10000", "rounds at most") { Aliases = ["max_iter"], Minimum = 1 };

    public static readonly HyperParameter L1Ratio = new("l1Ratio", HyperParameterKind.Number, "0.5", "the part of the penalty on absolute values, the rest is on squares")
    {
        Aliases = ["l1_ratio"],
        Minimum = 0,
        Maximum = 1,
        Search = (0, 1),
    };

    public static readonly HyperParameter Horizon = new("horizon", HyperParameterKind.Integer, "1", "over how many steps the target adds returns up; of a market that of the label") { Minimum = 1, Maximum = 10_000 };

    public static readonly HyperParameter Column = new("column", HyperParameterKind.Integer, "-1", "the feature that holds returns, from 0; -1 takes that of one step by its name, or the first with 'ret' in it") { Minimum = -1 };

    public static HyperParameter Alpha(string usual, double low, double high) => new("alpha", HyperParameterKind.Number, usual, "the strength of the penalty")
    {
        Aliases = ["lambda", "reg_lambda"],
        Minimum = 0,
        Search = (low, high),
        IsLogarithmic = true,
    };

    public static HyperParameter Tolerance(string usual) =>
        new("tolerance", HyperParameterKind.Number, usual, "the training ends when a round changes less than this, relatively") { Aliases = ["tol"], Minimum = 0 };
}
