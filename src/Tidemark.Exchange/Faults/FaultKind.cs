namespace Tidemark.Exchange.Faults;

/// <summary>What can go wrong on demand; written in camel case in a plan.</summary>
public enum FaultKind : byte
{
    /// <summary>A request is carried out late.</summary>
    RequestLatency,

    /// <summary>A request is carried out at once and answered late.</summary>
    AnswerLatency,

    /// <summary>Messages of a stream come late, in their order.</summary>
    MessageLatency,

    /// <summary>Sockets are cut.</summary>
    DropConnection,

    /// <summary>A stream says nothing while its socket stays open.</summary>
    StallStream,

    LoseMessage,

    DuplicateMessage,

    /// <summary>A message comes after the next ones of its stream.</summary>
    ReorderMessage,

    /// <summary>Some messages of a stream in a row are lost.</summary>
    SequenceGap,

    /// <summary>A request is answered with 5xx, carried out or not.</summary>
    ServerError,

    /// <summary>A request is not carried out and never answered.</summary>
    LoseRequest,

    /// <summary>A request is carried out and never answered.</summary>
    LoseAnswer,

    /// <summary>Some paths, symbols or streams are not there.</summary>
    Outage,

    /// <summary>429 or what the venue has for it.</summary>
    RateLimit,

    /// <summary>418 or what the venue has for it.</summary>
    Ban,

    /// <summary>The exchange's clock is wrong.</summary>
    ClockSkew,

    /// <summary>The keys of user data streams end.</summary>
    ExpireListenKey,

    /// <summary>The venue is closed.</summary>
    Maintenance,

    /// <summary>A cancellation is refused and the order lives on.</summary>
    RejectCancel,

    /// <summary>A cancellation is carried out late; the order may trade until then.</summary>
    DelayCancel,

    /// <summary>An order is filled in crumbs, or only a part of it.</summary>
    PartialFill,

    /// <summary>A fill's price is changed afterwards.</summary>
    CorrectTrade,
}
