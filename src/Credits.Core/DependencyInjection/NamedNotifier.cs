using Credits.Notifications;

namespace Credits.DependencyInjection;

/// <summary>A notifier under a name that the host gave it. What it stands for is the container's to dispose of.</summary>
internal sealed class NamedNotifier(string name, INotifier inner) : INotifier
{
    public string Name => name;

    public ValueTask NotifyAsync(Notice notice, CancellationToken cancellationToken) => inner.NotifyAsync(notice, cancellationToken);
}
