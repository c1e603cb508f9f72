namespace Tidemark.Storage.ModelVersions;

/// <summary>That a part of the data kept for the end was looked at.</summary>
/// <param name="Name">The model that was measured on it.</param>
/// <param name="Version">Its version.</param>
/// <param name="ReadAt">ISO-8601.</param>
/// <param name="DataHash">SHA-256 of that data.</param>
/// <param name="Instrument">Its instrument; empty for a table.</param>
/// <param name="Interval">Of its bars; empty for a table.</param>
/// <param name="From">Its first moment, ISO-8601; empty for a table.</param>
/// <param name="To">Its end, ISO-8601; empty for a table.</param>
/// <param name="Samples">Samples measured.</param>
public sealed record ModelTestRead(string Name, int Version, string ReadAt, string DataHash, string Instrument, string Interval, string From, string To, int Samples);
