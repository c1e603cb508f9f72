namespace Tidemark.Domain;

/// <summary>Days of the week, in UTC.</summary>
[Flags]
public enum Weekdays : byte
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
    Wednesday = 4,
    Thursday = 8,
    Friday = 16,
    Saturday = 32,
    Sunday = 64,
    MondayToFriday = 31,
    All = 127,
}
