using Tidemark.Learning.Estimators;
using Tidemark.Learning.Tests.Trees;

namespace Tidemark.Learning.Tests.Damage;

/// <summary>Models of any kind that are fitted in no time.</summary>
internal static class SmallModels
{
    private static (string Name, string Text)[] Small(string kind) =>
    [
        ("window", kind == "arima" ? "20" : "3"), ("hidden", "4"), ("layers", "2"), ("channels", "4"), ("blocks", "2"), ("size", "4"), ("heads", "2"), ("feedForward", "4"),
        ("epochs", "1"), ("trees", "3"), ("maxDepth", "4"),
    ];

    public static IFittedModel Fit(string kind, LearningTask task)
    {
        var names = ModelCatalog.Find(kind)!.Parameters.Select(parameter => parameter.Name).ToHashSet();
        // Models of returns look for their column by its name.
        return TreeSets.Fit(kind, TreeSets.Random(60, 4, task) with { Columns = ["ret", "a", "b", "c"] }, [.. Small(kind).Where(pair => names.Contains(pair.Name))]);
    }
}
