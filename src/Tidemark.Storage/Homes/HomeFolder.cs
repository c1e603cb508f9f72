namespace Tidemark.Storage.Homes;

/// <summary>The folder that holds everything the program stores, and the names below it. Nothing is created by naming it.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record HomeFolder(string Path)
{
    /// <summary>Columnar market data.</summary>
    public string CatalogFolder => System.IO.Path.Combine(Path, "catalog");

    /// <summary>Journals, one folder a session.</summary>
    public string JournalFolder => System.IO.Path.Combine(Path, "journal");

    public string ModelFolder => System.IO.Path.Combine(Path, "models");

    public string LogFolder => System.IO.Path.Combine(Path, "logs");

    /// <summary>Lock, nonces and rate budgets shared by processes.</summary>
    public string RunFolder => System.IO.Path.Combine(Path, "run");

    /// <summary>The SQLite database: runs, studies, models, projections, settings.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "tidemark.db");

    public string ConfigurationFile => System.IO.Path.Combine(Path, "tidemark.yaml");

    public override string ToString() => Path;
}
