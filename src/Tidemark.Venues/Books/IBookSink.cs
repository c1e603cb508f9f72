using Tidemark.Engine.Events;

namespace Tidemark.Venues.Books;

/// <summary>Hears what a kept book becomes. Called under the keeper's lock.</summary>
public interface IBookSink
{
    /// <summary>A snapshot, the next update, or a gap.</summary>
    void OnBook(in BookArrival message);

    void OnLost(string reason);

    void OnRestored();
}
