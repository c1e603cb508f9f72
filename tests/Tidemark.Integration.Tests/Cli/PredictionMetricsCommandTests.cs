using System.Text.Json;
using Tidemark.Integration.Tests.Harness;

namespace Tidemark.Integration.Tests.Cli;

public sealed class PredictionMetricsCommandTests : IDisposable
{
    private readonly TidemarkHome home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Classification_OfAFile_MeasuresItsColumns()
    {
        var file = home.WriteFile("p.csv", "y,p,weight\n1,0.9,1\n0,0.4,2\n1,0.4,1\n0,0.1,1\n");
        using var document = JsonDocument.Parse(home.Run("metrics", "classification", "--csv", file, "--threshold", "0.4", "--json", "-").Succeeded().Output);
        var root = document.RootElement;
        Assert.Equal(0.875, root.GetProperty("roc_auc").GetDouble(), 12);
        Assert.Equal(5.0 / 6, root.GetProperty("roc_auc_weighted").GetDouble(), 12);
        Assert.Equal(0.75, root.GetProperty("accuracy").GetDouble());
        Assert.Equal(2, root.GetProperty("confusion").GetProperty("tp").GetDouble());
        Assert.Equal([1.9, 0.9, 0.4, 0.1], root.GetProperty("roc_curve").GetProperty("thresholds").EnumerateArray().Select(one => one.GetDouble()));
    }

    [Fact]
    public void Classification_OfSeveralClasses_TakesAColumnEach()
    {
        var file = home.WriteFile("p.csv", "truth,a,b,c\n0,0.5,0.3,0.2\n2,0.1,0.5,0.4\n1,0.2,0.6,0.2\n");
        using var document = JsonDocument.Parse(home.Run("metrics", "classification", "--csv", file, "--label", "truth", "--probability", "a,b,c", "--json", "-").Succeeded().Output);
        Assert.Equal(2.0 / 3, document.RootElement.GetProperty("accuracy").GetDouble(), 12);
    }

    [Fact]
    public void Classification_OneClass_HasNoArea()
    {
        var file = home.WriteFile("p.csv", "y,p\n1,0.9\n1,0.4\n");
        Assert.Matches("ROC AUC +-\n", home.Run("metrics", "classification", "--csv", file).Succeeded().Output);
    }

    [Fact]
    public void Regression_OfAFile_MeasuresItsColumns()
    {
        var file = home.WriteFile("p.csv", "y,p\n1,2\n-1,-2\n2,1\n");
        using var document = JsonDocument.Parse(home.Run("metrics", "regression", "--csv", file, "--json", "-").Succeeded().Output);
        Assert.Equal((1, 1), (document.RootElement.GetProperty("mae").GetDouble(), document.RootElement.GetProperty("directional_accuracy").GetDouble()));
        Assert.Equal(0.5, document.RootElement.GetProperty("spearman").GetDouble(), 12);
    }

    [Theory]
    [InlineData("y,p\n1,1.5\n", "p.csv: probability 1 is 1.5; it must lie between 0 and 1")]
    [InlineData("y,p\n1,0.5\n2,0.5\n", "p.csv: label 2 is 2; a label is a whole number from 0 to 1")]
    [InlineData("y,p\n1,0.5\n1,\n", "p.csv, line 3: 'p' is empty")]
    [InlineData("y,p\n1,nan\n", "p.csv, line 2: 'p' is 'nan', which is not finite")]
    [InlineData("y,p\n", "p.csv: there are no rows below the header")]
    [InlineData("y,q\n1,0.5\n", "p.csv: there is no column 'p' or 'probability' (columns: y, q); name one with --probability")]
    public void Classification_OfWhatIsNoPrediction_NamesThePlace(string text, string expected) =>
        Assert.EndsWith(expected, home.Run("metrics", "classification", "--csv", home.WriteFile("p.csv", text)).RefusedInput(), StringComparison.Ordinal);
}
