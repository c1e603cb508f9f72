namespace Tidemark.Storage.Import.Repairs;

/// <summary>What may be done with a defect of imported data. Nothing is done that was not chosen, and what is done is reported.</summary>
[Flags]
public enum Repair
{
    None = 0,

    /// <summary>Leave out rows that cannot be read or cannot be true (<c>skip-invalid</c>).</summary>
    SkipInvalid = 1 << 0,

    /// <summary>Leave out rows that go back in time, as few as possible (<c>skip-unordered</c>).</summary>
    SkipUnordered = 1 << 1,

    /// <summary>Leave out bars that do not open where a bar of the interval opens (<c>skip-unaligned</c>).</summary>
    SkipUnaligned = 1 << 2,

    /// <summary>Put rows in order of time (<c>sort</c>).</summary>
    Sort = 1 << 3,

    /// <summary>Keep one of several identical rows (<c>drop-duplicates</c>).</summary>
    DropDuplicates = 1 << 4,

    /// <summary>Of several rows of one time keep the first, and what is stored before what is new (<c>keep-first</c>).</summary>
    KeepFirst = 1 << 5,

    /// <summary>Of several rows of one time keep the last, and what is new before what is stored (<c>keep-last</c>).</summary>
    KeepLast = 1 << 6,

    /// <summary>Put a bar without volume at the last close where bars are absent (<c>fill-gaps</c>).</summary>
    FillGaps = 1 << 7,

    /// <summary>Leave out every row with a defect (<c>skip</c>).</summary>
    Skip = SkipInvalid | SkipUnordered | SkipUnaligned | DropDuplicates | KeepFirst,
}
