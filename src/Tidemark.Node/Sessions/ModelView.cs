using Tidemark.Engine.Ports;

namespace Tidemark.Node.Sessions;

/// <summary>A model that a session asks.</summary>
/// <param name="Name">The name under which the strategy asked for it.</param>
/// <param name="Model">The name of the model.</param>
/// <param name="Version">The version that answers now.</param>
/// <param name="Kind">What its outputs mean.</param>
/// <param name="HorizonSeconds">How far it looks ahead.</param>
/// <param name="Interval">The bars that it has learnt from; null where any will do.</param>
/// <param name="Score">How good all its versions were in this session.</param>
/// <param name="Versions">The versions that answered in this session, in the order in which they took over; the last 50.</param>
/// <param name="Changes">What became of it while the session ran, newest first; the last 100.</param>
public sealed record ModelView(string Name, string Model, string Version, PredictionKind Kind, double HorizonSeconds, Interval? Interval, PredictionScore Score,
    IReadOnlyList<ModelVersionView> Versions, IReadOnlyList<ModelChangeView> Changes);
