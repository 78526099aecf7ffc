namespace Credits.Tests.Properties;

/// <summary>
/// One step of a random script. Plain numbers, so that FsCheck can make and shrink it; what they mean is decided when it is played.
/// </summary>
public readonly record struct Step(byte Kind, byte First, byte Second, ushort Minutes);
