"""What a whole conversation says, derived from its turns and explained by them."""
