using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Preprocessing;

/// <summary>Makes saved steps again.</summary>
internal static class SavedSteps
{
    /// <exception cref="InvalidDataException">The kind is not known, or its numbers do not fit together.</exception>
    public static FittedStep Load(JsonObject settings, Func<string, StateTensor> tensor, int width)
    {
        var kind = (string)settings["kind"]!;
        return kind switch
        {
            "drop" => new FittedDrop(Count("columns")),
            "ffill" => new FittedForwardFill(Count("columns"), Count("limit")),
            "fill" => new FittedFill(Doubles("values")),
            FittedKeep.Name => new FittedKeep(Count("columns"), Increasing(Places("kept"))),
            "indicate" => new FittedIndicators(Count("columns"), Places("missing")),
            "hampel" => new FittedHampel(Count("columns"), Places("filtered"), Count("window"), (double)settings["threshold"]!),
            "winsorise" => Paired(Doubles("low"), Doubles("high"), (low, high) => new FittedWinsorising(low, high)),
            "scale" => Paired(Doubles("offsets"), Doubles("widths"), (offsets, widths) => new FittedScaling(offsets, widths)),
            "rank" => new FittedRank(Count("columns"), Places("chosen"), Tables("quantiles"), (bool)settings["isNormal"]!),
            "fracdiff" => new FittedFractionalDifferencing(Count("columns"), Places("chosen"), Tables("weights")),
            _ => throw new InvalidDataException($"a step '{kind}' of preprocessing is not known to this version"),
        };

        int Count(string name)
        {
            var count = (int)settings[name]!;
            var isPossible = name switch
            {
                "columns" => count == width,
                "window" => count is > 0 and <= PreparedModel.MostReach,
                _ => count > 0,
            };
            return isPossible ? count : throw new InvalidDataException($"{kind}: {name} {count} is not possible");
        }

        double[] Doubles(string name) => tensor(name).Values<double>().ToArray();

        int[] Places(string name)
        {
            var places = tensor(name).Values<int>().ToArray();
            return places.All(place => place >= 0 && place < Count("columns")) ? places : throw new InvalidDataException($"{kind}: {name} names columns that are not there");
        }

        int[] Increasing(int[] places) =>
            places.Length > 0 && places.Zip(places.Skip(1)).All(pair => pair.First < pair.Second) ? places : throw new InvalidDataException($"{kind}: the columns are not in their order");

        double[][] Tables(string name)
        {
            var (counts, values) = (tensor("counts").Values<int>().ToArray(), Doubles(name));
            if (counts.Any(count => count < 0) || counts.Sum(count => (long)count) != values.Length || counts.Length != Places("chosen").Length) throw new InvalidDataException($"{kind}: {name} do not fit their columns");
            var tables = new double[counts.Length][];
            for (int i = 0, first = 0; i < counts.Length; first += counts[i++]) tables[i] = values[first..(first + counts[i])];
            return tables;
        }

        FittedStep Paired(double[] left, double[] right, Func<double[], double[], FittedStep> make) =>
            left.Length == right.Length ? make(left, right) : throw new InvalidDataException($"{kind}: {left.Length} and {right.Length} numbers are no pairs");
    }
}
