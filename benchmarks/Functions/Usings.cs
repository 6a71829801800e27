global using System.Globalization;
global using System.Text.Json.Nodes;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
