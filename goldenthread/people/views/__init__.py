"""Pages of people, posts and teams."""
