"""Names of teams, in a module of their own as larger models have them."""

SHOP_TEAM = "Team Shop"
