"""The pages of people, posts and teams."""
