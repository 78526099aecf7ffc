using NodaTime;

namespace Credits.Notifications;

/// <summary>How a channel gets on. Immutable.</summary>
/// <param name="Name">Its name: that of a notifier of some process.</param>
/// <param name="OldestWaiting">When the oldest notice happened that it has neither delivered nor parked; null where none waits.</param>
/// <param name="Parked">How many notices it has parked.</param>
public sealed record NoticeChannel(string Name, Instant? OldestWaiting, long Parked);
