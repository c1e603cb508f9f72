namespace Tidemark.Tests.Simulation.Matching;

internal enum BookVerb
{
    Submit,
    Amend,
    Cancel,
    CancelAll,
}
