namespace Tidemark.Engine.Risk;

/// <summary>One question asked of every order before it is sent.</summary>
internal interface IRiskRule
{
    /// <summary>The reason to deny the order, or <see cref="OrderReason.None"/>.</summary>
    OrderReason Check(RiskContext context);
}
