using System.Text.Json;
using Tidemark.Learning.Classics;

namespace Tidemark.Learning.Tests.Classics;

public class ClusteringTests
{
    private static readonly double[] Points = [.. Enumerable.Range(0, 90).SelectMany(i => (double[])[i % 3 * 4 + Quarters(i), i % 3 * (i % 3) * 2 + ((i * 11 + i * i % 5) % 13 - 6) / 4.0 + Quarters(i) / 4])];

    [Fact]
    public void KMeans_OfScikitLearn_HasItsCentres()
    {
        var found = KMeans.Fit(Points, 2, 3);
        Assert.Equal(217.07561990174264, found.Inertia, 1e-9);
        var centres = found.Centres.OrderBy(centre => centre[0]).ToArray();
        AssertClose([0.008064516129036026, 0.09879032258064413], centres[0], 1e-9);
        AssertClose([7.933333333333337, 7.958333333333332], centres[2], 1e-9);
        Assert.Equal(found.Labels, Enumerable.Range(0, 90).Select(i => found.Assign(Points.AsSpan(i * 2, 2))));
    }

    [Fact]
    public void KMeans_EqualPointsOrAsManyClusters_Ends()
    {
        Assert.Equal(0, KMeans.Fit([1, 1, 1, 1], 1, 3).Inertia);
        Assert.Equal(0, KMeans.Fit([1, 5, 9], 1, 3).Inertia);
        Assert.Equal("2 points cannot be in 3 clusters", Assert.Throws<ArgumentException>(() => KMeans.Fit([1, 2], 1, 3)).Message);
        Assert.Equal("row 2, column 1 is NaN; it must be finite", Assert.Throws<ArgumentException>(() => KMeans.Fit([1, 2, double.NaN, 3], 2, 1)).Message);
    }

    [Theory]
    [InlineData(false, -3.863182681113118, new[] { 0.36239897412465244, 0.2703213073110193, 0.7207197855211411, 2.314576831634602 })]
    [InlineData(true, -4.058557036120151, new[] { 0.3075510300701211, -0.09695992004639162, -0.04696231419597768, 1.6618972030224648 })]
    public void Mixture_OfScikitLearn_HasItsComponents(bool isDiagonal, double likelihood, double[] first)
    {
        var mixture = GaussianMixture.Fit(Points, 2, 3, isDiagonal, tolerance: 1e-12, maxIterations: 100_000);
        Assert.True(mixture.IsConverged);
        Assert.Equal(likelihood, mixture.MeanLogLikelihood, 1e-7);
        var k = Enumerable.Range(0, 3).MinBy(i => mixture.Means[i][0]);
        AssertClose(first, [mixture.Weights[k], .. mixture.Means[k], mixture.Covariances[k][0][0]], 1e-3);
        var shares = new double[3];
        mixture.Predict([100, 100], shares);
        Assert.Equal(1, shares.Sum(), 1e-12);
    }

    [Fact]
    public void Mixture_OfEqualPoints_StaysFinite() => Assert.True(double.IsFinite(GaussianMixture.Fit([.. Enumerable.Repeat(2.0, 40)], 2, 2).MeanLogLikelihood));

    [Fact]
    public void Components_OfScikitLearn_HaveItsVariances()
    {
        var components = PrincipalComponents.Fit(Points, 2);
        AssertClose([23.155394871524237, 1.396555815117466], components.Variances, 1e-10);
        AssertClose([0.7068366782250937, 0.7073767810125771], components.Directions[0], 1e-10);
        Assert.Equal(1, components.Shares.Sum(), 1e-12);
        var along = new double[2];
        components.Transform([.. components.Means], along);
        AssertClose([0, 0], along, 1e-12);
    }

    [Fact]
    public void Components_CollinearAndConstant_HaveNoVariance()
    {
        var components = PrincipalComponents.Fit([1, 2, 7, 2, 4, 7, 3, 6, 7, 5, 10, 7], 3);
        Assert.Equal(0, components.Variances[1], 1e-12);
        Assert.Equal(0, components.Variances[2], 1e-12);
        Assert.Equal("one point has no directions; at least two are needed", Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit([1, 2], 2)).Message);
    }

    [Theory, MemberData(nameof(ReferenceClassicsTests.Cases), MemberType = typeof(ReferenceClassicsTests))]
    public void Components_OfReference_HaveItsVariances(string name)
    {
        var results = JsonDocument.Parse(File.ReadAllBytes(SharedFolders.ReferencePath($"ml/{name}_results.json"))).RootElement;
        var columns = results.GetProperty("features").EnumerateArray().Select(one => one.GetString()!).ToArray();
        var table = NumberTable.Load(SharedFolders.ReferencePath($"ml/{name}_train.csv"));
        var scaler = results.GetProperty("standard_scaler");
        double[] means = Doubles(scaler.GetProperty("mean")), scales = Doubles(scaler.GetProperty("scale_population_std"));
        var components = PrincipalComponents.Fit([.. table.Columns(columns).Select((value, i) => (value - means[i % means.Length]) / scales[i % means.Length])], columns.Length);
        AssertClose(Doubles(results.GetProperty("pca").GetProperty("explained_variance")), components.Variances, 1e-9);
        AssertClose(Doubles(results.GetProperty("pca").GetProperty("explained_variance_ratio")), components.Shares, 1e-10);
    }

    private static double Quarters(int i) => ((i * 37 + i * i % 7) % 17 - 8) / 4.0;

    private static double[] Doubles(JsonElement array) => [.. array.EnumerateArray().Select(one => one.GetDouble())];

    private static void AssertClose(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double accuracy)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected[i], actual[i], accuracy);
    }
}
