namespace Tidemark.Venues.Books;

/// <summary>By what a venue lets us see that no update of a book is missing.</summary>
/// <param name="First">The number of the first change in it.</param>
/// <param name="Last">The number of the last change in it.</param>
/// <param name="Previous">The number of the last change of the update before, where the venue tells; -1 elsewhere.</param>
/// <param name="Checksum">Of the book after it, where the venue tells; -1 elsewhere.</param>
public readonly record struct UpdateMark(long First, long Last, long Previous = -1, long Checksum = -1);
