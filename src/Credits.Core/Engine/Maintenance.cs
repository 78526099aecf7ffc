using Credits.Notifications;

namespace Credits.Engine;

/// <summary>The hosted services' work, when somebody asks for it.</summary>
internal sealed class Maintenance(Sweeper sweeper, NoticePump pump) : ICreditsMaintenance
{
    public ValueTask<int> AdvanceDueAsync(CancellationToken cancellationToken = default) => sweeper.AdvanceAsync(cancellationToken);

    public ValueTask<int> DeliverNoticesAsync(CancellationToken cancellationToken = default) => pump.DrainAsync(cancellationToken);
}
