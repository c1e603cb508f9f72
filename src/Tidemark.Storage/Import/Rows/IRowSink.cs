namespace Tidemark.Storage.Import.Rows;

/// <summary>Takes rows as they are read. Implemented by structs, so that the reading loop contains the taking.</summary>
internal interface IRowSink
{
    /// <summary>Where the rows go.</summary>
    RowTable Table { get; }

    /// <summary>Adds a row; false when its values cannot be what they claim to be.</summary>
    bool TryTake(in RowValues row);

    /// <summary>Why a row was not taken.</summary>
    string Defect(in RowValues row);
}
