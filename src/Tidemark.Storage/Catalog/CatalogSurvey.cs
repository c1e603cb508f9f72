namespace Tidemark.Storage.Catalog;

/// <summary>All that lies in the catalog: the readable series, and the files that cannot be trusted with the reason.</summary>
public sealed record CatalogSurvey(IReadOnlyList<SeriesInfo> Series, IReadOnlyList<DamagedSeriesException> Damaged);
