using System.Globalization;
using System.Text.RegularExpressions;
using Tidemark.Learning.Networks.Losses;

namespace Tidemark.Learning.Networks.Cases;

/// <summary>Losses by the names that cases have for them: <c>huber delta=1.0</c>, <c>huber_delta05</c>, <c>cross_entropy</c>.</summary>
internal static class CaseLosses
{
    /// <exception cref="InvalidDataException">The name is of no loss that is known.</exception>
    public static Loss Of(string name)
    {
        var word = Regex.Match(name, "^[a-z0-9_]*?(?=$|[ _]*(beta|delta|alpha|gamma|tau|batchmean|mean|quantile)|[ (,])", RegexOptions.IgnoreCase).Value.TrimEnd('_').ToLowerInvariant();
        return word switch
        {
            "mse" => new MeanSquaredLoss(),
            "l1" or "mae" => new MeanAbsoluteLoss(),
            "smooth_l1" => new SmoothAbsoluteLoss(Setting(name, "beta") ?? 1),
            "huber" => new HuberLoss(Setting(name, "delta") ?? 1),
            "bce" => new BinaryCrossEntropyLoss(),
            "bce_logits" or "bce_with_logits" => new BinaryCrossEntropyOfLogitsLoss(),
            "cross_entropy" => new CrossEntropyLoss(),
            "kl_div" or "kl" => new DivergenceLoss(),
            "focal" => new FocalLoss(Setting(name, "gamma") ?? 2),
            _ => throw new InvalidDataException($"the loss '{name}' is not known"),
        };
    }

    /// <summary>A number behind its name: 1 of <c>beta1</c>, 0.5 of <c>delta05</c> and of <c>delta=0.5</c>.</summary>
    private static double? Setting(string name, string setting)
    {
        var match = Regex.Match(name, setting + @"[=_ ]*([\d.]+(?:e-?\d+)?)", RegexOptions.IgnoreCase);
        if (!match.Success) return null;
        var digits = match.Groups[1].Value;
        var isWithoutPoint = digits.Length > 1 && digits[0] == '0' && !digits.Contains('.', StringComparison.Ordinal);
        return double.Parse(isWithoutPoint ? "0." + digits[1..] : digits, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
