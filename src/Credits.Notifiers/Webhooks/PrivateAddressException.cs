namespace Credits.Notifiers;

/// <summary>A target is at no public address. It is thrown where the connection is made, and told as a <see cref="WebhookDeliveryException"/>.</summary>
internal sealed class PrivateAddressException(string host) : IOException($"'{host}' is at no public address, and AllowPrivateAddresses is not set.");
