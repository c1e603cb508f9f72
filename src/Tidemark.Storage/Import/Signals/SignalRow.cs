namespace Tidemark.Storage.Import.Signals;

/// <summary>A signal as a file says it; the instrument is a name yet.</summary>
/// <param name="Place">File and line, for messages.</param>
/// <param name="Instrument">What the file says; empty for the only one of the run.</param>
/// <param name="Signal">Everything else.</param>
public sealed record SignalRow(string Place, string Instrument, Signal Signal);
