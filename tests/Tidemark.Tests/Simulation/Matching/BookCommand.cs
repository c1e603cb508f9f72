using Tidemark.Simulation.Matching;

namespace Tidemark.Tests.Simulation.Matching;

/// <summary>One thing that a book can be asked to do.</summary>
/// <param name="Verb">Decides which of the others count.</param>
/// <param name="Account">For cancel-all.</param>
internal readonly record struct BookCommand(BookVerb Verb, MatchOrder Order = default, MatchAmendment Amendment = default, int Account = 0)
{
    public void ApplyTo(MatchingEngine engine, MatchEvents events)
    {
        switch (Verb)
        {
            case BookVerb.Submit: engine.Submit(Order, events); break;
            case BookVerb.Amend: engine.Amend(Amendment, events); break;
            case BookVerb.Cancel: engine.Cancel(Amendment.OrderId, events); break;
            default: engine.CancelAll(Account, events); break;
        }
    }

    public void ApplyTo(NaiveBook book)
    {
        switch (Verb)
        {
            case BookVerb.Submit: book.Submit(Order); break;
            case BookVerb.Amend: book.Amend(Amendment); break;
            case BookVerb.Cancel: book.Cancel(Amendment.OrderId); break;
            default: book.CancelAll(Account); break;
        }
    }
}
