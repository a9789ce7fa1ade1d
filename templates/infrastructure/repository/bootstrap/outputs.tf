output "plan_role" {
  description = "Variable AWS_PLAN_ROLE of the GitHub repository."
  value       = aws_iam_role.this["plan"].arn
}

output "apply_role" {
  description = "Variable AWS_APPLY_ROLE of the GitHub environment."
  value       = aws_iam_role.this["apply"].arn
}
