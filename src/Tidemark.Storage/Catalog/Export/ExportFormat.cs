namespace Tidemark.Storage.Catalog.Export;

/// <summary>How a series is written for other programs.</summary>
public enum ExportFormat
{
    /// <summary>Text with a header, read back identically by <c>data import</c>.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>One structured NumPy array, times as datetime64[ns].</summary>
    Npy,
}
