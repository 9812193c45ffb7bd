"""The official services on the network: polite, bounded, and only the hosts that are configured."""
