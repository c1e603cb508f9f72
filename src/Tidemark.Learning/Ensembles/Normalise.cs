namespace Tidemark.Learning.Ensembles;

/// <summary>Makes weights of logarithms of weights.</summary>
internal static class Normalise
{
    public static void Exponentials(Span<double> logarithms)
    {
        var greatest = double.NegativeInfinity;
        foreach (var one in logarithms) greatest = Math.Max(greatest, one);
        var sum = 0.0;
        for (var i = 0; i < logarithms.Length; i++) sum += logarithms[i] = Math.Exp(logarithms[i] - greatest);
        for (var i = 0; i < logarithms.Length; i++) logarithms[i] /= sum;
    }
}
